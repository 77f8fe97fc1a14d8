package io.farthing.bootstrap.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of Farthing inside another service does what its own tests and its README say, built as anybody would. */
class EmbeddedMeteringIT {

    private static final Pattern CALL = Pattern.compile("curl -i (http://\\S+) -H 'X-Api-Key: (\\S+)'");

    @TempDir
    private Path folder;

    @Test
    void theExampleIsBuiltAgainstOurArtifactsAloneAndRefusesCallsWhenTheBudgetIsSpent() throws Exception {
        ExampleProject example = ExampleProject.of("embedded-metering");
        example.verify();
        Path jar = example.file("target/embedded-metering-1.0.jar");
        // Our artifacts bring no container along, nor what comes with it.
        try (JarFile packed = new JarFile(jar.toFile())) {
            assertThat(packed.stream()).noneMatch(entry -> entry.getName().startsWith("com/google/"));
        }

        Process service = start(jar);
        try (BufferedReader out = service.inputReader(StandardCharsets.UTF_8)) {
            Matcher call = CALL.matcher(out.readLine());
            assertThat(call.matches()).isTrue();
            List<Integer> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(call(call).statusCode());
            }
            assertThat(answers).containsExactly(200, 200, 200, 402);
            assertThat(call(call).body()).contains("\"reason\":\"OVER_ALLOWANCE\"");
            assertThat(out.readLine()).startsWith("50 % of the budget of " + call.group(2));
            assertThat(out.readLine()).startsWith("80 % of the budget of " + call.group(2));
        } finally {
            service.destroy();
            service.waitFor();
        }
    }

    private Process start(Path jar) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-Xmx256m", "-jar", jar.toString(), "0")
                .directory(folder.toFile())
                .redirectError(folder.resolve("stderr.txt").toFile())
                .start();
    }

    private static HttpResponse<String> call(Matcher call) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(call.group(1)))
                .header("X-Api-Key", call.group(2))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
