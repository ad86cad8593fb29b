/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import cafe.resilient.platform.Jsonp;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.validation.Validator;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A JSON object of bounded size whose fields are read one by one, so that every field of a wrong type is named rather
 * than the first one only. Fields nobody asks for are ignored.
 */
public final class JsonBody {

    private static final int MAX_BYTES = 16 * 1024;

    private final JsonObject object;
    private final List<Problem.FieldError> errors = new ArrayList<>();

    private JsonBody(JsonObject object) {
        this.object = object;
    }

    /** @throws WebApplicationException 413 above 16 KiB, 400 if it is no JSON object */
    public static JsonBody read(InputStream in) {
        byte[] bytes = bytes(in);
        try {
            return new JsonBody(Jsonp.object(utf8(bytes)));
        } catch (CharacterCodingException | RuntimeException e) {
            // whatever a parser says of it, this sentence says more to its sender
            throw new WebApplicationException(Problem.of(
                            400,
                            "The content must be one JSON object in UTF-8, with no field twice and nothing behind it.")
                    .build());
        }
    }

    /** Strictly: a wrong byte is the sender's to mend, not ours to replace. */
    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static byte[] bytes(InputStream in) {
        try {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length <= MAX_BYTES) {
                return bytes;
            }
        } catch (IOException e) {
            // the server's own limit, or a client that went away
        }
        throw new WebApplicationException(
                Problem.of(413, "The content must have at most 16 KiB.").build());
    }

    public String text(String field) {
        return value(field, "a text", v -> InputText.text(((JsonString) v).getString()));
    }

    public Integer integer(String field, String right) {
        return value(field, right, v -> ((JsonNumber) v).bigDecimalValue().intValueExact());
    }

    /** A text that is parsed further. @param right what would be right, for the error */
    public <T> T parsed(String field, String right, Function<String, T> parse) {
        return value(field, right, v -> parse.apply(((JsonString) v).getString()));
    }

    /**
     * The idempotency key of a request: its header Idempotency-Key, or its field "submission", which earlier clients send.
     *
     * @param headers one at most: a UUID, bare or in quotes as the IETF's draft of the header has it
     * @return null if there is neither, or it is wrong
     */
    public UUID idempotencyKey(List<String> headers) {
        UUID field = parsed("submission", "a UUID", InputText::uuid);
        if (headers.isEmpty()) {
            return field;
        }
        if (headers.size() > 1) {
            errors.add(new Problem.FieldError("Idempotency-Key", "The header Idempotency-Key must be there once."));
            return null;
        }
        try {
            UUID key = InputText.uuid(headers.get(0).replaceFirst("^\\s*\"(.*)\"\\s*$", "$1"));
            if (field != null && !field.equals(key)) {
                errors.add(new Problem.FieldError(
                        "submission", "submission must be the header Idempotency-Key, or be left out."));
            }
            return key;
        } catch (IllegalArgumentException e) {
            errors.add(new Problem.FieldError("Idempotency-Key", "The header Idempotency-Key must be a UUID."));
            return null;
        }
    }

    /** Fields of a wrong type met so far. */
    List<Problem.FieldError> errors() {
        return errors;
    }

    /** @throws WebApplicationException 400 naming every field that is of a wrong type or that the form's rules refuse */
    public void requireValid(Form form, Validator validator) {
        Set<String> named = errors.stream().map(Problem.FieldError::field).collect(Collectors.toSet());
        validator.validate(form).stream()
                .map(rule -> new Problem.FieldError(rule.getPropertyPath().toString(), rule.getMessage()))
                .filter(error -> !named.contains(error.field()))
                .forEach(errors::add);
        if (!errors.isEmpty()) {
            throw new WebApplicationException(Problem.ofFields(errors).build());
        }
    }

    private <T> T value(String field, String right, Function<JsonValue, T> read) {
        JsonValue value = object.get(field);
        if (value == null || value == JsonValue.NULL) {
            return null;
        }
        try {
            return read.apply(value);
        } catch (RuntimeException e) {
            errors.add(new Problem.FieldError(field, field + " must be " + right + "."));
            return null;
        }
    }
}
