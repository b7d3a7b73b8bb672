package dev.countersign.smpp;

/** The line in the log for each step of an order; neither number nor text stands in it. */
final class OrderLog {

    private static final System.Logger LOG = System.getLogger(OrderLog.class.getName());

    private OrderLog() {}

    static void log(String event, OrderJourney journey) {
        LOG.log(
                System.Logger.Level.INFO,
                "sms.order key={0} event={1} state={2} carrier={3} parts={4} pauses={5} repeated={6} status=0x{7}",
                journey.key(),
                event,
                journey.state(),
                journey.carrier(),
                journey.stay().partsTaken(),
                journey.pauses(),
                journey.repeated(),
                Integer.toHexString(journey.commandStatus()));
    }
}
