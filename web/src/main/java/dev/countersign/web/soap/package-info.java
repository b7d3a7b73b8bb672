/**
 * The SOAP face of the login, for back offices: SOAP 1.1 by Apache CXF, the contract in ws-contracts, callers known by WS-Security. A message is
 * measured, then parsed by a parser without document types, then authenticated, then held against its schema, and only then looked at.
 * Outcomes are those of REST, by the same table.
 */
@NullMarked
package dev.countersign.web.soap;

import org.jspecify.annotations.NullMarked;
