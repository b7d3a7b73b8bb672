package dev.countersign.mail;

/** Where a mail stands. */
public enum MailState {
    /** The SMTP server has not taken it yet. */
    WAITING,
    /** The SMTP server took it; what became of it there nobody tells us. */
    SENT,
    /** The SMTP server will never take it for this recipient. */
    REFUSED,
    /** Its life was over before the SMTP server took it. */
    GIVEN_UP,
    /** The code that it carries ended before the SMTP server took it. */
    CALLED_BACK
}
