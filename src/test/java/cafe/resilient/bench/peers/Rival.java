/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import cafe.resilient.lab.Lab;
import java.util.ArrayList;
import java.util.List;

/**
 * One that takes orders as the cafe does, by other means.
 *
 * @param table of schema peers, its own
 * @param unique whether the table's number is unique
 * @param options of the driver, as in its URL
 * @param jvm more options of its process
 */
record Rival(
        String name,
        String table,
        boolean unique,
        String driver,
        String hosts,
        List<String> options,
        List<String> jvm) {

    static final List<String> PGJDBC = List.of(
            "targetServerType=primary",
            "loadBalanceHosts=false",
            "hostRecheckSeconds=1",
            "connectTimeout=1",
            "loginTimeout=2",
            "socketTimeout=2",
            "cancelSignalTimeout=1",
            "tcpKeepAlive=true",
            "sslmode=disable");

    static final List<String> WRAPPER = List.of(
            "wrapperPlugins=initialConnection,auroraConnectionTracker,failover2,efm2",
            "wrapperDialect=aurora-pg",
            "clusterInstanceHostPattern=?.lab:5432",
            "clusterId=lab",
            "failoverTimeoutMs=7000",
            "clusterTopologyRefreshRateMs=1000",
            "clusterTopologyHighRefreshRateMs=100",
            "failureDetectionTime=500",
            "failureDetectionInterval=300",
            "failureDetectionCount=3",
            "monitoring-connectTimeout=1",
            "monitoring-socketTimeout=1",
            "topology-monitoring-connectTimeout=1",
            "topology-monitoring-socketTimeout=1",
            "socketFactory=" + NamedSockets.class.getName(),
            "connectTimeout=2",
            "loginTimeout=3",
            "tcpKeepAlive=true",
            "sslmode=disable");

    /** HikariCP and pgjdbc over both regions' endpoints. */
    static Rival pgjdbc(Lab lab) {
        return new Rival("B", "b", true, "org.postgresql.Driver", regions(lab), PGJDBC, List.of());
    }

    /** The same without a unique number: what a retry does then. */
    static Rival doubling(Lab lab) {
        return new Rival("B0", "b0", false, "org.postgresql.Driver", regions(lab), PGJDBC, List.of());
    }

    /** HikariCP and the AWS Advanced JDBC Wrapper, to which the lab is an Aurora cluster. */
    static Rival wrapper(Lab lab, Names names) {
        List<String> jvm = new ArrayList<>(names.options(lab));
        jvm.add("-Dshop.override=software.amazon.jdbc.util.HikariCPSQLException");
        return new Rival(
                "C",
                "c",
                true,
                "software.amazon.jdbc.Driver",
                "jdbc:aws-wrapper:postgresql://cluster.lab:5432",
                WRAPPER,
                jvm);
    }

    private static String regions(Lab lab) {
        return "jdbc:postgresql://127.0.0.1:" + lab.endpoint("west").port() + ",127.0.0.1:"
                + lab.endpoint("east").port();
    }

    String url() {
        return hosts + "/" + PeersDatabase.NAME + "?ApplicationName=peer-" + table + "&" + String.join("&", options);
    }
}
