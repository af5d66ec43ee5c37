package org.jackfield.crm.salesforce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.LogResult;
import org.jackfield.crm.sandbox.internal.org.OrgSettings;
import org.jackfield.crm.sandbox.internal.query.PhoneIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever fails, and however often a list is given again: at the end each call is one Task, with its last notes. */
@Timeout(120)
class OnceTest {
    private static final List<String> FAULTS =
            List.of("expire", "limit", "busy", "break", "html", "hang", "reset", "commit", "race");
    private static final int CALLS = 300;
    private static final int BATCH = 25;

    @Test
    void byTheExternalIdEachCallIsOneTask() throws Exception {
        everyCallIsOneTask(OrgSettings.PREPARED);
    }

    @Test
    void byTheCallObjectToo() throws Exception {
        everyCallIsOneTask(new OrgSettings(false, true, true, Set.of("Task.CtiCallId__c")));
    }

    private static void everyCallIsOneTask(OrgSettings settings) throws Exception {
        Random random = new Random(42);
        Map<String, Activity> owed = new LinkedHashMap<>();
        Set<String> failures = new HashSet<>();
        try (TestOrg org = new TestOrg(settings, PhoneIndex.DIGITS, 1_000_000);
                SalesforceConnector crm = org.connect()) {
            LookupTest.awaitUpOrDegraded(crm);
            for (int i = 0; i < CALLS; i++) {
                owed.put("call" + i, TestCalls.noted("call" + i, "notes of " + i));
            }
            for (int round = 0; !owed.isEmpty() && round < 1_000; round++) {
                String fault = FAULTS.get(random.nextInt(FAULTS.size()));
                if (random.nextInt(3) > 0) {
                    String path = random.nextBoolean() ? "/composite" : "/services/data";
                    org.order("fault=" + fault + "&seconds=0&times=" + (1 + random.nextInt(2)) + "&path=" + path);
                }
                List<Activity> batch = owed.values().stream().limit(BATCH).toList();
                List<LogResult> results = crm.log(batch).toCompletableFuture().get(30, TimeUnit.SECONDS);
                for (int i = 0; i < batch.size(); i++) {
                    if (results.get(i) instanceof LogResult.Written) {
                        owed.remove(batch.get(i).key());
                    } else {
                        assertFalse(
                                results.get(i) instanceof LogResult.Refused,
                                results.get(i).toString());
                        failures.add(fault);
                    }
                }
                org.forgetOrders();
            }
            assertEquals(Map.of(), owed);
            assertTrue(failures.size() > FAULTS.size() / 2, "it really failed: " + failures);
            List<String> keys = new ArrayList<>();
            org.all("Task").forEach(task -> {
                String key = task.get("CallObject").toString();
                keys.add(key);
                assertEquals("notes of " + key.substring(4), task.get("Description"));
            });
            assertEquals(CALLS, keys.size());
            assertEquals(CALLS, Set.copyOf(keys).size());
        }
    }
}
