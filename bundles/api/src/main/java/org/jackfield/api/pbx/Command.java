package org.jackfield.api.pbx;

import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Service;

/**
 * A request to a PBX. Fields a service does not need are empty.
 *
 * @param leg the connection's leg; for makeCall and groupPickupCall the id that the new leg shall have
 * @param line the line the request is made for; for singleStepConferenceCall and directedPickupCall the line to bring
 *     in
 * @param to dial string: digits, plus, star and hash only, already checked by the number plan
 * @param otherLeg for services that join two calls the line's leg in the other one, which is {@code leg} itself where
 *     one leg takes part in both; for those that bring in a line the id that its leg shall have
 * @param digits for generateDigits
 * @param peers the other live legs of the leg's call, but for services of the PBX, in the order in which they came
 * @param otherPeers the same of the other call
 * @param participation how the line to bring in takes part
 */
public record Command(
        Service service,
        String leg,
        String line,
        String to,
        String otherLeg,
        String digits,
        List<String> peers,
        List<String> otherPeers,
        Optional<Participation> participation) {
    public Command {
        peers = List.copyOf(peers);
        otherPeers = List.copyOf(otherPeers);
    }

    /** A request about one leg. */
    public static Command of(Service service, String leg, String line) {
        return new Command(service, leg, line, "", "", "", List.of(), List.of(), Optional.empty());
    }

    /** The same with a dial string. */
    public Command to(String number) {
        return new Command(service, leg, line, number, otherLeg, digits, peers, otherPeers, participation);
    }
}
