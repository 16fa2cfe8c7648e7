package io.egress.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+49", "-1", "@SUM(A1)", "\tx", "\rx", "=a\nb"})
    void whatASpreadsheetWouldReckonBecomesAText(String text) {
        assertEquals("'" + text, SafeText.written(text));
        assertEquals(text, SafeText.read(SafeText.written(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Hotline", "'tis", "''", "a=b", "'", "O'Neill", "'=already", "''=twice"})
    void everyOtherNameComesBackAsItWas(String text) {
        var written = SafeText.written(text);
        assertEquals(text, SafeText.read(written));
        assertFalse(written.matches("(?s)[=+\\-@\\t\\r].*"));
    }
}
