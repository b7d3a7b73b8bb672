package dev.countersign.health;

import java.util.List;

/**
 * What all checks found.
 *
 * @param brokerShared whether the broker is one for several servers
 */
public record ReadyReport(List<Check> checks, boolean brokerShared) {

    public ReadyReport {
        checks = List.copyOf(checks);
    }

    /** Whether every login could be served, those by SMS among them. */
    public boolean isReady() {
        return checks.stream().allMatch(Check::up);
    }

    /**
     * Whether a load balancer should send logins here. Parts count whose absence the next server would not share, and the database, without
     * which nothing works. What all servers lack alike would take all of them out, and with them the users who need no SMS.
     */
    public boolean takesTraffic() {
        return checks.stream().allMatch(check -> check.up() || isCommon(check));
    }

    private boolean isCommon(Check check) {
        return check.name().equals(Readiness.SMSC)
                || (brokerShared && check.name().equals(Readiness.BROKER));
    }
}
