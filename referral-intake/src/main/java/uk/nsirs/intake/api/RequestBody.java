package uk.nsirs.intake.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import uk.nsirs.edge.Problems;
import uk.nsirs.events.Fault;

/** The body of a request as bytes: JSON in UTF-8, not compressed, at most 256 KiB. */
final class RequestBody {

    private static final int MOST_BYTES = 256 * 1024;

    private RequestBody() {}

    /**
     * Reads no more than is allowed, whatever the sender announces.
     *
     * @throws RefusedRequestException where it is larger, compressed, or in another encoding
     */
    static byte[] of(HttpServletRequest request) throws IOException {
        refuseEncodings(request);
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw tooLarge();
        }
        var bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    private static void refuseEncodings(HttpServletRequest request) {
        var coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
            throw unsupported("Send the body as it is: a compressed body is not taken.");
        }
        var charset = charset(request);
        if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
            throw unsupported("Send the body in UTF-8, the encoding of JSON.");
        }
    }

    private static Charset charset(HttpServletRequest request) {
        try {
            return MediaType.parseMediaType(request.getContentType()).getCharset();
        } catch (IllegalArgumentException unknown) {
            throw unsupported("Send the body in UTF-8, the encoding of JSON.");
        }
    }

    private static RefusedRequestException unsupported(String detail) {
        return new RefusedRequestException(
                Problems.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Not taken in this form", detail));
    }

    private static RefusedRequestException tooLarge() {
        return new RefusedRequestException(Problems.of(
                HttpStatus.PAYLOAD_TOO_LARGE,
                "Too large",
                "The body may have 256 KiB (262,144 bytes). Nothing was stored.",
                List.of(new Fault("", "TOO_LARGE", "The body is larger than 256 KiB (262,144 bytes)."))));
    }
}
