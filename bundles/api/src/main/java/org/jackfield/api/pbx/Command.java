package org.jackfield.api.pbx;

import org.jackfield.api.call.Service;

/**
 * A request to a PBX. Fields a service does not need are empty.
 *
 * @param leg the connection's leg, or for makeCall the id the new call's first leg shall have
 * @param line the line the request is made for
 * @param to dial string: digits, plus, star and hash only, already checked by the number plan
 * @param otherLeg for services that join two calls
 * @param digits for generateDigits
 */
public record Command(Service service, String leg, String line, String to, String otherLeg, String digits) {}
