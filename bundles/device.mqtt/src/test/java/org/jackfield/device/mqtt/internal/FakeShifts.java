package org.jackfield.device.mqtt.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.agent.Shift;
import org.jackfield.api.agent.Shifts;
import org.jackfield.api.store.StoreException;

/** A shift clock in memory, whose database may be away. */
final class FakeShifts implements Shifts {
    final List<String> stamps = new ArrayList<>();
    boolean away;
    private Optional<Shift> lasting = Optional.empty();

    @Override
    public Shift clockIn(String tenant, String agent, Instant at, String where) {
        check();
        stamps.add(agent + " in at " + where);
        Shift shift = lasting.orElse(new Shift(tenant, agent, at, where, Optional.empty(), Optional.empty()));
        lasting = Optional.of(shift);
        return shift;
    }

    @Override
    public Optional<Shift> clockOut(String tenant, String agent, Instant at, String where) {
        check();
        stamps.add(agent + " out at " + where);
        Optional<Shift> ended = lasting;
        lasting = Optional.empty();
        return ended;
    }

    @Override
    public Optional<Shift> lastingAt(String tenant, String where) {
        check();
        return lasting.filter(shift -> shift.startedAt().equals(where));
    }

    @Override
    public List<Shift> shifts(String tenant, Optional<String> agent, Instant from, Instant to, int limit) {
        throw new UnsupportedOperationException("devices list no shifts");
    }

    private void check() {
        if (away) {
            throw new StoreException("The database is away", null);
        }
    }
}
