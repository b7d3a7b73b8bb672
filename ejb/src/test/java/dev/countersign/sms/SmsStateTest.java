package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SmsStateTest {

    @ParameterizedTest
    @CsvSource({
        "WAITING,QUEUED,QUEUED",
        "QUEUED,SUBMITTED,SUBMITTED",
        "SUBMITTED,DELIVERED,DELIVERED",
        "QUEUED,DELIVERED,DELIVERED",
        "UNCERTAIN,DELIVERED,DELIVERED",
        "UNCERTAIN,SUBMITTED,SUBMITTED",
        "DELIVERED,SUBMITTED,DELIVERED",
        "DELIVERED,FAILED,DELIVERED",
        "FAILED,DELIVERED,DELIVERED",
        "SUBMITTED,QUEUED,SUBMITTED",
        "QUEUED,EXPIRED,EXPIRED",
        "EXPIRED,QUEUED,EXPIRED",
        "EXPIRED,SUBMITTED,SUBMITTED",
        "SUBMITTED,EXPIRED,SUBMITTED",
    })
    void onlyGoesForward(SmsState from, SmsState news, SmsState to) {
        assertThat(from.next(news)).isEqualTo(to);
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingOnTheSameNewsTwice(SmsState state) {
        assertThat(state.next(state)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "DELIVERED,DELIVERED",
        "ENROUTE,SUBMITTED",
        "ACCEPTED,SUBMITTED",
        "UNKNOWN,SUBMITTED",
        "EXPIRED,FAILED",
        "DELETED,FAILED",
        "UNDELIVERABLE,FAILED",
        "REJECTED,FAILED",
    })
    void readsReceipts(SmsReceipt.State receipt, SmsState state) {
        assertThat(SmsState.of(receipt)).isEqualTo(state);
    }

    @Test
    void readsResults() {
        assertThat(SmsState.of(SmsResult.State.REFUSED)).isEqualTo(SmsState.FAILED);
        assertThat(SmsState.of(SmsResult.State.EXPIRED)).isEqualTo(SmsState.EXPIRED);
        assertThat(SmsState.of(SmsResult.State.UNCERTAIN)).isEqualTo(SmsState.UNCERTAIN);
        assertThat(SmsState.of(SmsResult.State.SUBMITTED)).isEqualTo(SmsState.SUBMITTED);
    }

    /** Receipts come twice and in any order: what was final stays, and a repetition changes nothing. */
    @Test
    void receiptsInAnyOrderAndNumberEndAlike() {
        for (SmsReceipt.State first : SmsReceipt.State.values()) {
            for (SmsReceipt.State second : SmsReceipt.State.values()) {
                SmsState once = SmsState.QUEUED.next(SmsState.of(first)).next(SmsState.of(second));
                SmsState doubled = SmsState.QUEUED
                        .next(SmsState.of(first))
                        .next(SmsState.of(first))
                        .next(SmsState.of(second))
                        .next(SmsState.of(first))
                        .next(SmsState.of(second));
                assertThat(doubled).as(first + ", " + second).isEqualTo(once);
                // The answer to the submit_sm that a receipt has overtaken.
                assertThat(once.next(SmsState.SUBMITTED)).isEqualTo(once);
            }
        }
    }
}
