package org.jackfield.crm.salesforce.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTest {
    private final AtomicLong time = new AtomicLong();
    private final Quota quota = new Quota(time::get);

    @ParameterizedTest
    @CsvSource({
        "api-usage=25/15000, false, false",
        "api-usage=799/1000, false, false",
        "api-usage=800/1000; per-app-api-usage=17/250(appName=x), true, false",
        "per-app-api-usage=250/250(appName=x); api-usage=950/1000, true, true",
        "per-app-api-usage=250/250(appName=x), false, false",
        "nonsense, false, false"
    })
    void theUseOfTheOrgDecides(String header, boolean high, boolean spared) {
        quota.note(header);
        assertEquals(high, quota.high());
        assertEquals(spared, quota.spared());
    }

    @Test
    void afterTenMinutesOfSilenceOneLookupFindsOutWhetherItIsStillSo() {
        quota.note("api-usage=990/1000");
        assertTrue(quota.spared());
        time.addAndGet(Duration.ofMinutes(11).toNanos());
        assertFalse(quota.spared());
        assertTrue(quota.spared());
    }
}
