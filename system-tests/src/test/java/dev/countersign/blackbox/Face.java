package dev.countersign.blackbox;

import java.util.List;

/** A way to log users in. The rules are the same on each, and an attempt that one began goes on over another. */
interface Face {

    /** From a workstation that has this device cookie; an empty one is none. */
    Step begin(String userName, String password, String deviceCookie);

    /** A name for the device cookie that the answer to {@link #token} brought. */
    String deviceCookie(Step token);

    Step state(Ticket ticket);

    Step sms(Ticket ticket);

    Step answer(Ticket ticket, String code);

    Step token(Ticket ticket);

    /** The same, whose every request is marked with this id, as if it were one that is sent again. */
    Face marked(String requestId);

    default Step begin(String userName, String password) {
        return begin(userName, password, "");
    }

    /** Begins with the right password, which must succeed. */
    default Ticket begin(TestUser user) {
        Step begun = begin(user.userName(), user.password());
        if (!begun.refusal().isEmpty()) {
            throw new AssertionError(begun.toString());
        }
        return new Ticket(begun.text("id"), begun.text("secret"));
    }

    /** What leads to an attempt. */
    record Ticket(String id, String secret) {}

    /** What a call came to. */
    interface Step {

        /** The code of the refusal; empty when there is none. */
        String refusal();

        /** The outermost value of that name, as text; empty when it is not there. */
        String text(String name);

        /** State of the way that was started. */
        String startedState();

        List<String> next();

        /** All that was answered but what differs each time, for comparison. */
        String withoutReference();
    }
}
