package dev.countersign.sdk;

import java.util.function.UnaryOperator;

/** Keeps the state of a device as long as the program runs: for tests and load programs. */
public final class MemoryStore implements DeviceStore {

    private String kept = StateDocument.write(DeviceState.EMPTY);

    @Override
    public synchronized DeviceState read() {
        return StateDocument.read(kept);
    }

    @Override
    public synchronized void update(UnaryOperator<DeviceState> change) {
        try (DeviceState before = read();
                DeviceState after = change.apply(before)) {
            kept = StateDocument.write(after);
        }
    }

    @Override
    public String toString() {
        return "MemoryStore";
    }
}
