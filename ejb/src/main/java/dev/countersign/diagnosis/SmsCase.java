package dev.countersign.diagnosis;

import dev.countersign.factor.OwnedFactor;
import dev.countersign.sms.MobileNumber;
import java.util.List;
import java.util.Optional;

/**
 * One number that gets no text message.
 *
 * @param number empty where a login asks for no text message
 * @param factors what logins of the user ask for, the first one first
 */
record SmsCase(SmsSignals signals, Optional<MobileNumber> number, List<OwnedFactor> factors) {}
