/**
 * Mobile numbers and what is sent to them: numbers in E.164, one-time codes, the outbox of SMS orders, its relay to JMS
 * and the way of results and receipts back to the row.
 */
@NullMarked
package dev.countersign.sms;

import org.jspecify.annotations.NullMarked;
