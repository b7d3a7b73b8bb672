package dev.countersign.time;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** {@link RecentTimes} as milliseconds since 1970, separated by commas. */
@Converter(autoApply = true)
public class RecentTimesConverter implements AttributeConverter<RecentTimes, String> {

    @Override
    public String convertToDatabaseColumn(RecentTimes times) {
        return times.text();
    }

    @Override
    public RecentTimes convertToEntityAttribute(String column) {
        return RecentTimes.of(column);
    }
}
