package dev.countersign.blackbox;

/** A user made for one test, so that no test depends on another. */
record TestUser(String userName, String password, String number) {}
