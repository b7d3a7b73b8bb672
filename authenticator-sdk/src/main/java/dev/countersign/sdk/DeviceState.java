package dev.countersign.sdk;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a device keeps. {@link #close} wipes the secrets in it.
 *
 * @param installation missing before the first start
 * @param enrolments one a user, in the order of their activation
 */
public record DeviceState(Optional<Installation> installation, List<Enrolment> enrolments) implements AutoCloseable {

    /** Of a device that was never started. */
    public static final DeviceState EMPTY = new DeviceState(Optional.empty(), List.of());

    public DeviceState {
        enrolments = List.copyOf(enrolments);
    }

    DeviceState with(Installation started) {
        return new DeviceState(Optional.of(started), enrolments);
    }

    /** In place of an older enrolment of the same user. */
    DeviceState with(Enrolment added) {
        Stream<Enrolment> others =
                enrolments.stream().filter(enrolment -> !enrolment.userName().equals(added.userName()));
        return new DeviceState(
                installation, Stream.concat(others, Stream.of(added)).toList());
    }

    @Override
    public void close() {
        installation.ifPresent(Installation::close);
        enrolments.forEach(Enrolment::close);
    }
}
