package dev.countersign.sms;

import dev.countersign.crypto.Secrets;
import dev.countersign.mail.EmailAddress;
import dev.countersign.mail.Letter;
import dev.countersign.mail.Mails;
import dev.countersign.text.HelpDesk;
import dev.countersign.text.ReaderLanguage;
import dev.countersign.text.SmsTexts;
import dev.countersign.text.TextCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Sends what the SMS of a code says to a mailbox, too. The subject, which is seen on locked screens, has no code, and there is no link. */
@ApplicationScoped
class CodeMails {

    @Inject
    private Mails mails;

    @Inject
    private HelpDesk helpDesk;

    @Inject
    private Secrets secrets;

    void send(EmailAddress to, OneTimeCode code, OutboundSms sms, String language) {
        TextCatalogue texts = TextCatalogue.forReader(language);
        Letter letter = new Letter(
                texts.getText("mail.code"),
                ReaderLanguage.orEnglish(language).code(),
                List.of(
                        SmsTexts.unbound(sms.text(secrets).orElseThrow()),
                        helpDesk.callIfNotYou(language),
                        texts.getText("mail.never")));
        mails.sendCode(to, letter, code.id(), code.expiresAt());
        code.mailed();
    }

    /** Calls back what the mail server has not taken yet. */
    void callBack(OneTimeCode code) {
        if (code.isMailed()) {
            mails.callBack(code.id());
        }
    }
}
