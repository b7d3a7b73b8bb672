package dev.countersign.login;

import dev.countersign.audit.Reference;

/**
 * A login whose password was accepted, as other features know it.
 *
 * @param asksAuthenticator whether the user's authenticator is its second factor
 * @param reference what its user is shown
 */
public record AskedLogin(String id, long userId, boolean asksAuthenticator, Reference reference) {}
