package dev.countersign.sdk;

import java.util.function.UnaryOperator;

/**
 * Where a device keeps its state between two steps. Faults are {@link StoreException}s, and leave what was kept before. An app implements
 * it with the key store of its phone.
 */
public interface DeviceStore {

    /** A copy of what is kept, the caller's to close; {@link DeviceState#EMPTY} if nothing is. */
    DeviceState read();

    /**
     * Exchanges what is kept for what the change makes of it: wholly or not at all, and no other change comes between. Closes both.
     * Once it returns, the new state outlives a crash, if anything does here.
     */
    void update(UnaryOperator<DeviceState> change);
}
