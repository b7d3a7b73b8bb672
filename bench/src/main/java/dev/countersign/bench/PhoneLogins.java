package dev.countersign.bench;

import dev.countersign.sdk.Server;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Logins by phones without the password part: attempts are opened before, with a hash that costs nothing. */
final class PhoneLogins {

    private static final int MANY = 32;

    private final Options options;
    private final String name;
    private final Way way;
    private final List<Integer> clients;
    private final int phones;
    private final int warmUps;
    private final String jfr;

    /**
     * @param name of a login in the table
     * @param way how the phone answers
     */
    PhoneLogins(Options options, String name, Way way) {
        this.options = options;
        this.name = name;
        this.way = way;
        clients = options.numbers("clients", "1,8,32");
        phones = options.number("phones", 2_000);
        warmUps = options.number("warm-ups", 3);
        jfr = options.text("jfr", "");
    }

    /** How a phone answers an attempt. */
    @FunctionalInterface
    interface Way {

        /** Settings of the product that it cannot do without. */
        default Map<String, String> settings() {
            return Map.of();
        }

        /** What has to be done with a phone that was activated. */
        default void prepare(Rig rig, Handset phone) throws IOException {
            // Nothing.
        }

        /**
         * Answers one attempt, until it has its token.
         *
         * @param begun what the server said when the attempt was opened
         */
        void answer(Handset phone, Caller caller, Wire.Reply begun) throws IOException;
    }

    private record Opened(Handset phone, Wire.Reply begun) {}

    void run() throws Exception {
        Limits limits = new Limits(options);
        try (Rig rig = Rig.start(Cost.LEAST, way.settings(), options)) {
            options.requireKnown();
            Queue<Handset> handsets = activate(rig);
            for (int round = 0; round < warmUps; round++) {
                CallTable.call(rig, 8, open(rig, handsets), this::logIn);
            }
            CallTable table = new CallTable(rig);
            for (int number : clients) {
                Queue<Opened> open = open(rig, handsets);
                Recording recording = Recording.start(rig.serverPid(), jfr);
                table.row(name, number, open, this::logIn);
                recording.stop();
            }
            requireCommitted(rig);
            limits.measureStores(rig.postgres());
        }
    }

    private Queue<Handset> activate(Rig rig) throws Exception {
        Server server = new Server(
                rig.address(),
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
        Queue<Handset> activated = new ConcurrentLinkedQueue<>();
        CallTable.call(
                rig, MANY, new ConcurrentLinkedQueue<>(Crowd.membersWithoutNumbers(rig, phones)), (caller, member) -> {
                    Handset phone = Handset.activate(server, caller, member);
                    way.prepare(rig, phone);
                    activated.add(phone);
                });
        return activated;
    }

    private static Queue<Opened> open(Rig rig, Queue<Handset> handsets) throws Exception {
        Queue<Opened> open = new ConcurrentLinkedQueue<>();
        CallTable.call(
                rig,
                MANY,
                new ConcurrentLinkedQueue<>(handsets),
                (caller, phone) -> open.add(new Opened(phone, caller.begin(phone.member()))));
        return open;
    }

    private void logIn(Caller caller, Opened opened) throws IOException {
        way.answer(opened.phone(), caller, opened.begun());
        caller.token(opened.begun().text("id"), opened.begun().text("secret"));
    }

    /** Each phone's session in which it was activated, and one of each round. */
    private void requireCommitted(Rig rig) {
        int logins = phones * (1 + warmUps + clients.size());
        String sessions = rig.postgres().ask("select count(*) from login_session");
        if (!sessions.equals(Integer.toString(logins))) {
            throw new IllegalStateException(logins + " logins were done, " + sessions + " sessions say so");
        }
    }
}
