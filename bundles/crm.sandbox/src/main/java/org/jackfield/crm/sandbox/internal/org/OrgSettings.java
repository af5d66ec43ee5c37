package org.jackfield.crm.sandbox.internal.org;

import java.util.Set;

/**
 * What kind of org it is.
 *
 * @param personAccounts whether people may be accounts
 * @param callFields whether tasks have the fields of a call centre
 * @param uniqueCallId whether the external id {@code Task.CtiCallId__c} is unique; without that, duplicates are
 *     possible
 * @param without fields that this org does not have, as {@code Task.CallObject}
 */
public record OrgSettings(boolean personAccounts, boolean callFields, boolean uniqueCallId, Set<String> without) {
    /** An org as an administrator has prepared it for Jackfield. */
    public static final OrgSettings PREPARED = new OrgSettings(false, true, true, Set.of());

    public OrgSettings {
        without = Set.copyOf(without);
    }
}
