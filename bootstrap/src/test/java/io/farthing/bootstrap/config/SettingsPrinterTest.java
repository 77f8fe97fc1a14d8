package io.farthing.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.bootstrap.adapters.AdapterCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The printed settings are complete, can be read again, and hold no secret. */
class SettingsPrinterTest {

    @TempDir
    private Path folder;

    @Test
    void everySettingIsPrintedWithItsMeaningAndItsVariable() {
        String printed = SettingsPrinter.print(Map.of(), Optional.empty());
        assertThat(AllDefinitions.of(AdapterCatalog.ofClassPath()).all())
                .allSatisfy(setting -> assertThat(printed)
                        .contains("# " + setting.description() + "\n# " + setting.environmentName())
                        .contains("\n#" + setting.key() + "=" + setting.defaultValue() + "\n"));
    }

    @Test
    void whatIsSetIsPrintedWithWhereItComesFrom() {
        assertThat(SettingsPrinter.print(Map.of("FARTHING_HTTP_PORT", "9090"), Optional.empty()))
                .contains("set by environment variable FARTHING_HTTP_PORT\nhttp.port=9090\n");
    }

    @Test
    void aSecretIsPrintedAsSetOnly() {
        Map<String, String> environment = Map.of(
                "FARTHING_OPERATOR_TOKEN",
                "0123456789abcdef",
                "FARTHING_DATABASE_URL",
                "jdbc:postgresql://db/f",
                "FARTHING_DATABASE_PASSWORD",
                "hunter2");
        assertThat(SettingsPrinter.print(environment, Optional.empty()))
                .contains("#operator.token=(set)\n", "#database.password=(set)\n")
                .doesNotContain("0123456789abcdef", "hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/f?user=u&password=hunter2&ssl=true, jdbc:postgresql://db/f?user=u&password=(set)",
        "jdbc:postgresql://db/f?password=a@b;hunter2&ssl=true, jdbc:postgresql://db/f?password=(set)",
        "jdbc:postgresql://u:hunter2@db:5432/f, jdbc:postgresql://u:(set)@db:5432/f",
        "jdbc:postgresql://u:a/b@hunter2@db:5432/f, jdbc:postgresql://u:(set)@db:5432/f",
        "jdbc:h2:file:./f;USER=u;PASSWORD=a&hunter2, jdbc:h2:file:./f;USER=u;PASSWORD=(set)"
    })
    void aPasswordInAUrlIsNotPrinted(String url, String printed) {
        assertThat(SettingsPrinter.print(Map.of("FARTHING_DATABASE_URL", url), Optional.empty()))
                .contains("#database.url=" + printed + "\n")
                .doesNotContain("hunter2");
    }

    @Test
    void aUrlWithoutAPasswordIsPrinted() {
        String url = "jdbc:postgresql://db:5432/f?user=u&currentSchema=money";
        assertThat(SettingsPrinter.print(Map.of("FARTHING_DATABASE_URL", url), Optional.empty()))
                .contains("\ndatabase.url=" + url + "\n");
    }

    @Test
    void whatIsPrintedCanBeReadAgainAsAFile() throws IOException {
        Map<String, String> environment = Map.of(
                "FARTHING_HTTP_PORT", "9090",
                "FARTHING_DATA_DIR", "C:\\farthing\\new",
                "FARTHING_SESSIONS_LIFETIME", "30m");
        Path file = Files.writeString(
                folder.resolve("printed.properties"), SettingsPrinter.print(environment, Optional.empty()));
        assertThat(Settings.read(Map.of(), Optional.of(file))).isEqualTo(Settings.read(environment, Optional.empty()));
    }
}
