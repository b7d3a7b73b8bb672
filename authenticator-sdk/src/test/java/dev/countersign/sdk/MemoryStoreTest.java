package dev.countersign.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryStoreTest extends DeviceStoreContract {

    private final MemoryStore store = new MemoryStore();

    @Override
    DeviceStore store() {
        return store;
    }

    @Test
    void doesNotPrintWhatItKeeps() {
        assertThat(store).hasToString("MemoryStore");
    }
}
