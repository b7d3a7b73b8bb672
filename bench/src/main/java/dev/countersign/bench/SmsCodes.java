package dev.countersign.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Codes by SMS: each is ordered when the password was right, and comes through gateway and simulator. */
final class SmsCodes implements CodeSource {

    /** A number gets no second SMS within two minutes. */
    private static final Duration REST = Duration.ofSeconds(125);

    private final Phones phones;

    SmsCodes(Rig rig) throws IOException, InterruptedException {
        phones = Phones.listen(rig.simulatorAddress());
    }

    @Override
    public Duration rest() {
        return REST;
    }

    @Override
    public List<Member> members(Rig rig, int size) throws IOException {
        return Crowd.members(rig, size);
    }

    @Override
    public Caller.Open begin(Caller caller, Member member) throws IOException, InterruptedException {
        return caller.begin(member, phones);
    }

    @Override
    public void close() {
        phones.close();
    }
}
