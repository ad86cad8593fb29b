/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.faces.context.FacesContext;
import jakarta.validation.MessageInterpolator;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What the site says, by key: on a page in the page's language, to programs in English. Rules of validation name their
 * sentence by its key, too (see validation.xml).
 */
public final class Texts implements MessageInterpolator {

    /** The languages the site speaks, the one for everybody else in front. */
    static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);

    /** @param values for the places {0}, {1} … of the text */
    static String of(String key, Object... values) {
        return of(locale(), key, values);
    }

    static String of(Locale locale, String key, Object... values) {
        String text = bundle(locale).getString(key);
        return values.length == 0 ? text : new MessageFormat(text, locale).format(values);
    }

    /** The language of the page that is being made. */
    static Locale locale() {
        FacesContext faces = FacesContext.getCurrentInstance();
        return faces == null || faces.getViewRoot() == null
                ? SPOKEN.get(0)
                : faces.getViewRoot().getLocale();
    }

    @Override
    public String interpolate(String template, Context context) {
        return interpolate(template, context, locale());
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        return bundle(locale).getString(template);
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle("cafe.resilient.Texts", locale, Texts.class.getClassLoader());
    }
}
