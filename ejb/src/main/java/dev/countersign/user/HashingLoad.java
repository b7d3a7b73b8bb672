package dev.countersign.user;

/**
 * How busy password hashing is on this node.
 *
 * @param places how many hashes may be computed at once
 * @param running how many are
 * @param waiting about how many wait for a place
 * @param refused how many found none in time, since the start
 */
public record HashingLoad(int places, int running, int waiting, long refused) {}
