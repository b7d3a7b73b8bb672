package dev.countersign.sdk;

import dev.countersign.device.OcraKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    /** With another challenge key of an enrolment, if it is still here. */
    DeviceState renewed(UUID enrolment, OcraKey challengeKey) {
        return new DeviceState(
                installation,
                enrolments.stream()
                        .map(known -> known.id().equals(enrolment) ? known.renewed(challengeKey) : known)
                        .toList());
    }

    @Override
    public void close() {
        installation.ifPresent(Installation::close);
        enrolments.forEach(Enrolment::close);
    }
}
