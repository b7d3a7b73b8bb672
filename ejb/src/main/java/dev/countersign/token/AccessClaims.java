package dev.countersign.token;

/**
 * What an access token of ours says: true of the time it was signed, while the session's row is true of now.
 *
 * @param json all claims, as one JSON object
 */
record AccessClaims(String userName, String sessionId, String json) {}
