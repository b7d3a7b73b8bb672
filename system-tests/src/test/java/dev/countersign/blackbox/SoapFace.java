package dev.countersign.blackbox;

import static dev.countersign.blackbox.BackOffice.element;

import java.util.List;
import java.util.TreeSet;

/** The login over SOAP, by a back office. */
record SoapFace(BackOffice office, String requestId) implements Face {

    SoapFace(BackOffice office) {
        this(office, "");
    }

    @Override
    public Face marked(String requestId) {
        return new SoapFace(office, requestId);
    }

    @Override
    public Step begin(String userName, String password, String deviceCookie) {
        return new SoapStep(office.call(
                "BeginLogin",
                element("userName", userName) + element("password", password)
                        + "<client><kind>WORKSTATION</kind><version>1.0</version></client><language>en</language>"
                        + (deviceCookie.isEmpty() ? "" : element("deviceCookie", deviceCookie))
                        + mark()));
    }

    @Override
    public String deviceCookie(Step token) {
        return token.text("deviceCookie");
    }

    @Override
    public Step state(Ticket ticket) {
        return call("GetState", ticket, "");
    }

    @Override
    public Step sms(Ticket ticket) {
        return call("SendSms", ticket, mark());
    }

    @Override
    public Step answer(Ticket ticket, String code) {
        return call("Answer", ticket, element("code", code) + mark());
    }

    @Override
    public Step token(Ticket ticket) {
        return call("IssueToken", ticket, mark());
    }

    private Step call(String operation, Ticket ticket, String more) {
        String attempt = element("id", ticket.id()) + element("secret", ticket.secret());
        return new SoapStep(office.call(operation, "<attempt>" + attempt + "</attempt>" + more));
    }

    private String mark() {
        return requestId.isEmpty() ? "" : element("requestId", requestId);
    }

    private record SoapStep(SoapAnswer answer) implements Step {

        @Override
        public String refusal() {
            return answer.code();
        }

        @Override
        public String text(String name) {
            return answer.text(name);
        }

        @Override
        public String startedState() {
            List<String> states = answer.texts("state");
            return states.size() < 2 ? "" : states.get(1);
        }

        @Override
        public List<String> next() {
            return answer.texts("next");
        }

        @Override
        public String withoutReference() {
            return answer.status()
                    + new TreeSet<>(answer.headers().map().keySet()).toString()
                    + answer.body().replace(answer.text("reference"), "");
        }
    }
}
