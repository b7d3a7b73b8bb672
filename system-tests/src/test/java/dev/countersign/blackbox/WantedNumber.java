package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** A number that many ask a code for at once, each as he types it. */
record WantedNumber(TestUser phone) {

    /** Of one number in Germany. */
    private List<String> spellings() {
        String national = phone.number().substring(3);
        return List.of(
                "+49" + national,
                "0049" + national,
                "0" + national,
                "+49 (0) " + national,
                "(0" + national.substring(0, 3) + ") " + national.substring(3),
                "＋４９" + wide(national));
    }

    /** Has the accounts by turns add the number, which may be there already, and ask for its code. */
    List<Answer> ask(int times, List<Account> accounts) {
        List<String> spellings = spellings();
        return AtOnce.call(
                times,
                number -> () ->
                        ask(accounts.get(number % accounts.size()), spellings.get(number / 2 % spellings.size())));
    }

    private static Answer ask(Account account, String typed) {
        Answer added = account.add(Account.body().put("number", typed).put("country", "DE"));
        return added.status() < 300 ? account.sendCode(added.text("id")) : added;
    }

    /** One was granted, and all others were told so that got a verdict. */
    static void assertOneGranted(List<Answer> answers, String refusal) {
        assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(1);
        assertKeptBack(answers.stream().filter(answer -> answer.status() != 202).toList(), refusal);
    }

    static void assertKeptBack(List<Answer> answers, String code) {
        assertThat(answers).filteredOn(answer -> answer.status() != 503).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(429);
            assertThat(answer.text("code")).isEqualTo(code);
            assertThat(answer.header("Retry-After")).isEqualTo(answer.text("retryAfterSeconds"));
        });
    }

    private static String wide(String digits) {
        return digits.chars()
                .map(digit -> digit - '0' + '０')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
