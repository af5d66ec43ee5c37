package org.jackfield.routes.internal;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/** Puts the routes of a file to work, all or none of them, and takes them away again. One thread at a time. */
final class RouteBook {
    private final ModelCamelContext context;
    private final RouteFailures failures;

    RouteBook(ModelCamelContext context, RouteFailures failures) {
        this.context = context;
        this.failures = failures;
    }

    /**
     * Starts a file's routes.
     *
     * @param without ids of routes that are left out
     * @return the ids of the routes that run now
     * @throws BrokenRoutesException if one of them cannot run; then none of the file does
     */
    Set<String> install(RouteFile file, Set<String> without) throws BrokenRoutesException {
        List<RouteDefinition> routes = file.parse().stream()
                .filter(route -> !without.contains(route.getId()))
                .toList();
        Set<String> ids = routes.stream().map(RouteDefinition::getId).collect(Collectors.toCollection(TreeSet::new));
        for (RouteDefinition route : routes) {
            if (context.getRouteDefinition(route.getId()) != null || ids.size() < routes.size()) {
                throw new BrokenRoutesException(
                        file.name(),
                        route.getLineNumber(),
                        "a route with the id '" + route.getId() + "' exists already; give this one another id");
            }
        }
        for (RouteDefinition route : routes) {
            try {
                context.addRouteDefinition(route);
            } catch (Exception e) {
                remove(ids);
                throw file.broken(route, e);
            }
        }
        return ids;
    }

    /** Lets exchanges under way come to their end, then takes the routes away. */
    void remove(Set<String> ids) {
        for (String id : ids) {
            RouteDefinition route = context.getRouteDefinition(id);
            if (route != null) {
                try {
                    context.removeRouteDefinition(route);
                } catch (Exception e) {
                    failures.failed(id, e);
                }
            }
            failures.forget(id);
        }
    }

    /** How many routes run. */
    int size() {
        return ((CamelContext) context).getRoutesSize();
    }
}
