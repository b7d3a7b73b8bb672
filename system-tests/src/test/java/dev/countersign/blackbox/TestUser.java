package dev.countersign.blackbox;

/** A user made for one test, so that no test depends on another. */
public record TestUser(String userName, String password, String number) {}
