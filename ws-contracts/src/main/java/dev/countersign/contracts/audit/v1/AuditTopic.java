package dev.countersign.contracts.audit.v1;

/** Physical name of the topic that all events share; receivers select by JMSType. */
public final class AuditTopic {

    /** {@link AuditFactEvent}, {@link AuditHeadEvent}, and hints that the nodes of a core pass among themselves. */
    public static final String NAME = "countersign.events";

    private AuditTopic() {}
}
