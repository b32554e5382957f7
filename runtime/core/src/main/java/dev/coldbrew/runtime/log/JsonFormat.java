package dev.coldbrew.runtime.log;

import dev.coldbrew.runtime.api.ErrorReport;
import dev.coldbrew.runtime.json.JsonText;

/** AWS's keys (J-12), with those of an error object where there is an error. */
final class JsonFormat implements LogFormat {

    @Override
    public String line(LogEntry entry) {
        JsonText json = JsonText.unicode().beginObject();
        json.name("timestamp").string(entry.timestamp());
        json.name("level").string(entry.level().name());
        json.name("message").string(entry.message());
        json.name("logger").string(entry.logger());
        if (entry.invocation().requestId() != null) {
            json.name("AWSRequestId").string(entry.invocation().requestId());
        }
        if (entry.invocation().tenantId() != null) {
            json.name("tenantId").string(entry.invocation().tenantId());
        }
        ErrorReport report = entry.error();
        if (report != null) {
            report.writeMembers(json);
        }
        return json.endObject() + "\n";
    }
}
