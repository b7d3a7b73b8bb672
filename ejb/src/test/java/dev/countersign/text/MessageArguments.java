package dev.countersign.text;

import java.util.Set;
import java.util.TreeSet;

/** The names of a text's arguments, also of those inside the branches of a plural. */
final class MessageArguments {

    private final String text;
    private final Set<String> names = new TreeSet<>();
    private int at;

    private MessageArguments(String text) {
        this.text = text;
    }

    static Set<String> of(String text) {
        MessageArguments message = new MessageArguments(text);
        message.readMessage();
        if (message.at < text.length()) {
            throw new AssertionError("a brace is closed that was not opened: " + text);
        }
        return message.names;
    }

    private void readMessage() {
        while (at < text.length() && text.charAt(at) != '}') {
            if (text.charAt(at) == '{') {
                readArgument();
            } else {
                at++;
            }
        }
    }

    private void readArgument() {
        String name = readUpTo("{,}", 1);
        names.add(name);
        if (text.charAt(at) == ',') {
            String kind = readUpTo("{,}", 1);
            if (!kind.equals("plural")) {
                throw new AssertionError("only plurals are more than a name: " + text);
            }
            readBranches();
        }
        expect('}');
    }

    private void readBranches() {
        boolean hasOther = false;
        at++;
        while (!isAt('}')) {
            String branch = readUpTo("{}", 0);
            hasOther |= branch.equals("other");
            if (!branch.matches("=[0-9]+|zero|one|two|few|many|other")) {
                throw new AssertionError("a plural has no form " + branch + ": " + text);
            }
            expect('{');
            readMessage();
            expect('}');
            while (isAt(' ')) {
                at++;
            }
        }
        if (!hasOther) {
            throw new AssertionError("a plural needs the form other: " + text);
        }
    }

    /** What stands between here, {@code skipped} characters on, and the first of the ends. */
    private String readUpTo(String ends, int skipped) {
        int from = at + skipped;
        at = from;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == text.length()) {
            throw new AssertionError("a brace is not closed: " + text);
        }
        return text.substring(from, at).strip();
    }

    private void expect(char wanted) {
        if (!isAt(wanted)) {
            throw new AssertionError("no " + wanted + " at " + at + ": " + text);
        }
        at++;
    }

    private boolean isAt(char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }
}
