package dev.countersign.login;

/**
 * The program that logs in, as its attempt keeps it.
 *
 * @param version as the client states it, at most 64 characters
 * @param language of what is sent to the user
 * @param device a device that the user has logged in on before, or empty
 * @param address network address, in text form
 */
record Client(ClientKind kind, String version, String language, String device, String address) {}
