/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderSyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/json",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
                "application/signed-exchange;v=b3;q=0.7",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                "application/json; charset=\"utf-8\" ; q=1.000",
                "application/ld+json;profile=\"a,b;c\"",
                "text/html;level=1;quiet=yes, , text/plain;",
            })
    void whatBrowsersAndProgramsAcceptIsTaken(String accept) {
        assertThat(HeaderSyntax.isAccept(accept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";;;",
                "/",
                "*/",
                "text/",
                "/html",
                "text",
                "text/html;q=abc",
                "text/html;q=5",
                "text/html;q=",
                "text/html;q=0.5x",
                "text/html;charset=",
                "text/html;charset=\"",
                "text/html text/plain",
                "text/html\u00ff",
                "a/b/c",
                "a/b;\u0000"
            })
    void whatIsNoListOfMediaTypesIsNot(String accept) {
        assertThat(HeaderSyntax.isAccept(accept)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json;charset=UTF-8",
                "application/json; charset=\"utf-8\"",
                "application/json;;;",
                "multipart/form-data; boundary=----x",
                "a/b;c=\"d\\\"e\""
            })
    void aMediaTypeMayHaveParameters(String type) {
        assertThat(HeaderSyntax.isMediaType(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";;;",
                "x",
                "/",
                ";charset=utf-8",
                "application/json; charset=",
                "application/json; charset=\"",
                "application/json, text/plain",
                "a/b/c",
                "application /json",
                "application/json\u00ff"
            })
    void whatIsNoMediaTypeIsNot(String type) {
        assertThat(HeaderSyntax.isMediaType(type)).isFalse();
    }

    @Test
    void languagesHaveWeights() {
        assertThat(HeaderSyntax.isAcceptLanguage("de-CH, de;q=0.9,en;q=0.8, *;q=0.5"))
                .isTrue();
        assertThat(HeaderSyntax.isAcceptLanguage("")).isTrue();
        assertThat(HeaderSyntax.isAcceptLanguage("de;q=abc")).isFalse();
        assertThat(HeaderSyntax.isAcceptLanguage("../../x")).isFalse();
        assertThat(HeaderSyntax.isAcceptLanguage("a,".repeat(1000))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/order.xhtml", "/Z%C3%BCrich", "/a%20b", "/%E5%BC%A0", "number=1&lang=de", "/a;b=c"})
    void anAddressIsUtf8InPercentEncoding(String address) {
        assertThat(HeaderSyntax.isAddress(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%",
                "/%4",
                "/%zz",
                "/%u0041",
                "/%FC",
                "/%C0%80",
                "/%ED%A0%80",
                "/%F5%80%80%80",
                "/%00",
                "/%0d%0aX",
                "/%7F",
                "/%C2%85"
            })
    void whatIsNoneIsNot(String address) {
        assertThat(HeaderSyntax.isAddress(address)).isFalse();
    }

    /** As long as the server takes a header. */
    @Test
    void noHeaderTakesLong() {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (String bit : new String[] {
                "a", ",", ";", " ", "\"", "a/b,", "a/b;", "a/b;c=d", "a/b;q=1", "\\", "a/b;c=\"", ";q=", "%41"
            }) {
                String header = bit.repeat(16_384 / bit.length());
                HeaderSyntax.isAccept(header);
                HeaderSyntax.isMediaType(header);
                HeaderSyntax.isMediaType("a/b;c=" + header);
                HeaderSyntax.isAcceptLanguage(header);
                HeaderSyntax.isAddress(header);
            }
        });
    }
}
