package org.jackfield.api.crm;

import org.jackfield.api.call.Call;

/**
 * A finished call to be logged in a CRM.
 *
 * @param key our call id: a connector upserts by it, so that writing twice leaves one activity
 */
public record Activity(String key, String tenant, Call call) {}
