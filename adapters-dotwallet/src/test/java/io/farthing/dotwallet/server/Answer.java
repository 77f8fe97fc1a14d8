package io.farthing.dotwallet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer whose form has been checked: HTTP 200, JSON, the three fields, and no data with an error. */
record Answer(int code, String msg, JsonNode data) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static Answer of(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        return of(response.body());
    }

    static Answer of(byte[] body) {
        JsonNode json = MAPPER.readTree(body);
        assertThat(json.propertyNames()).containsExactly("code", "msg", "data");
        assertThat(json.get("code").isInt()).isTrue();
        Answer answer = new Answer(json.get("code").intValue(), json.get("msg").stringValue(), json.get("data"));
        if (answer.code == 0) {
            assertThat(answer.msg).isEmpty();
        } else {
            assertThat(answer.msg).isNotBlank();
            assertThat(answer.data.isArray() && answer.data.isEmpty()).isTrue();
        }
        return answer;
    }

    String text(String field) {
        return data.get(field).stringValue();
    }
}
