/**
 * How many SMS may go out in all, beside what one number may get: by range of numbers, by country, and a day. Protects the
 * broker's money where somebody has codes sent to many numbers that nobody proves to hold (OWASP ASVS 5.0 6.6.3, SMS pumping).
 */
@NullMarked
package dev.countersign.budget;

import org.jspecify.annotations.NullMarked;
