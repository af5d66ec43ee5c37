package org.jackfield.rest.internal;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/**
 * Sees all of CXF. CXF 4 finds its own parts by the {@code META-INF/cxf/bus-extensions.txt} of each jar and, unlike CXF
 * 3, has no OSGi activator that collects them from its bundles.
 */
final class CxfClassLoader extends ClassLoader {
    private final List<Bundle> bundles;

    CxfClassLoader(Bundle[] installed, ClassLoader parent) {
        super(parent);
        bundles = Stream.of(installed)
                .filter(bundle -> bundle.getSymbolicName() != null
                        && bundle.getSymbolicName().startsWith("org.apache.cxf."))
                .toList();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (Bundle bundle : bundles) {
            try {
                return bundle.loadClass(name);
            } catch (ClassNotFoundException e) {
                // the next one may have it
            }
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected URL findResource(String name) {
        return bundles.stream()
                .map(bundle -> bundle.getResource(name))
                .filter(url -> url != null)
                .findFirst()
                .orElse(null);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        Set<URL> urls = new LinkedHashSet<>();
        for (Bundle bundle : bundles) {
            Enumeration<URL> found = bundle.getResources(name);
            if (found != null) {
                urls.addAll(Collections.list(found));
            }
        }
        return Collections.enumeration(urls);
    }
}
