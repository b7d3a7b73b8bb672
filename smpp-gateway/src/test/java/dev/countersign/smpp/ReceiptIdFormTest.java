package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids of one message as centers write them in submit_sm_resp and in the receipt. */
class ReceiptIdFormTest {

    @ParameterizedTest
    @CsvSource({
        "SAME, 0A1b2c3d, 0a1B2C3D",
        "SAME, 00042, 00042",
        "DECIMAL, 0000001f, 31",
        "DECIMAL, 0a1b2c3d, 169552957",
        "DECIMAL, A1B2C3D, 0169552957",
        "DECIMAL, 00000000, 0",
        "DECIMAL, ffffffffffffffff, 18446744073709551615",
        "DECIMAL, North-7, north-7",
        "DECIMAL, 0a1b, 0A1B",
        "HEX, 169552957, 0a1b2c3d",
        "HEX, 0000000031, 1F",
        "HEX, 18446744073709551615, FFFFFFFFFFFFFFFF",
        "HEX, North-7, north-7"
    })
    void areOneId(ReceiptIdForm form, String submitted, String receipt) {
        assertThat(form.ofReceipt(receipt)).isEqualTo(form.ofSubmit(submitted));
    }

    @ParameterizedTest
    @CsvSource({"SAME, 042, 42", "DECIMAL, 31, 31", "HEX, 31, 31", "HEX, 31, 0x1f"})
    void areTwo(ReceiptIdForm form, String submitted, String receipt) {
        assertThat(form.ofReceipt(receipt)).isNotEqualTo(form.ofSubmit(submitted));
    }

    /** The core has stored ids as they were, and an order may lie in the inflight queue with one. */
    @ParameterizedTest
    @CsvSource({"SAME, 0A1B", "DECIMAL, 0A1B", "HEX, 0042", "DECIMAL, unknown-7"})
    void anIdThatWasBroughtIntoTheFormStaysInIt(ReceiptIdForm form, String submitted) {
        String once = form.ofSubmit(submitted);

        assertThat(form.ofSubmit(once)).isEqualTo(once);
    }
}
