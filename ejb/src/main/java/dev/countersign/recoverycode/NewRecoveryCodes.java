package dev.countersign.recoverycode;

import java.util.List;

/**
 * Codes that are told this once. {@code toString} hides them.
 *
 * @param codes {@code XXXX-XXXX-XXXX} each
 */
public record NewRecoveryCodes(List<String> codes) {

    public NewRecoveryCodes {
        codes = List.copyOf(codes);
    }

    @Override
    public String toString() {
        return "NewRecoveryCodes[" + codes.size() + "]";
    }
}
