package dev.countersign.bench;

import java.time.Duration;
import java.util.List;

/** Where the codes come from that a login screen asks for. */
interface CodeSource extends AutoCloseable {

    /** How long a user rests after a login, until another code is good. */
    Duration rest();

    /** Makes so many users who can log in with such codes after a rest. */
    List<Member> members(Rig rig, int size) throws Exception;

    /** Password, and then the code. */
    Caller.Open begin(Caller caller, Member member) throws Exception;

    @Override
    default void close() {
        // Nothing.
    }
}
