package dev.countersign.smpp.violation;

import javax.sql.DataSource;

/** Breaks: the gateway depends on contracts alone, and has no database. */
class KnowsTheCore {
    Object feature = new dev.countersign.violation.Back();
    DataSource database;
}
