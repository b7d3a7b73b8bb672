package dev.countersign.bench;

import java.util.Arrays;

/** Runs the program that the first argument names, with the options that follow it. */
public final class Bench {

    private static final String HELP = """
            mvn -Pbench -Dbench="PROGRAM NAME=VALUE ..."

              kernels  [REGULAR EXPRESSION ...] hashing, encryption and signatures by themselves (JMH)
              logins   complete logins by SMS at several numbers of clients
              challenges  logins that a phone answers, of attempts that were opened before
              pushes   logins that a phone approves, of attempts that were opened before
              sms      SMS by the second: jsmpp alone, the product, Kannel
              answers  second-factor answers and tokens of attempts that were opened before
              limits   what hashing, database and broker alone allow here
              timing   differences of answer times that a stranger could learn from

            Options and what the columns mean: bench/README.md
            """;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        String program = arguments.length == 0 ? "help" : arguments[0];
        String[] rest = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
        switch (program) {
            case "kernels" -> org.openjdk.jmh.Main.main(rest);
            case "logins" -> new Logins(Options.parse(rest)).run();
            case "answers" -> new Answers(Options.parse(rest)).run();
            case "challenges" ->
                new PhoneLogins(Options.parse(rest), "login by challenge", Handset::answerChallenge).run();
            case "pushes" -> new PhoneLogins(Options.parse(rest), "login by push", new Pushes()).run();
            case "sms" -> new Sms(Options.parse(rest)).run();
            case "limits" -> new Limits(Options.parse(rest)).run();
            case "timing" -> new Timing(Options.parse(rest)).run();
            default -> System.out.print(HELP);
        }
    }
}
