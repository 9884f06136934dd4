package dev.coldpress.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The groups are the table of settings: nothing else lists them. */
class SettingGroupTest {

    @Test
    void eachSettingIsInOneGroup() throws IllegalAccessException {
        assertThat(Settings.ALL).hasSizeGreaterThan(30).containsExactlyInAnyOrderElementsOf(constants());
    }

    private static List<Setting<?>> constants() throws IllegalAccessException {
        List<Setting<?>> constants = new ArrayList<>();
        for (Class<?> type : List.of(Settings.class, HookSettings.class, StoreSettings.class)) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == Setting.class) {
                    constants.add((Setting<?>) field.get(null));
                }
            }
        }
        return constants;
    }
}
