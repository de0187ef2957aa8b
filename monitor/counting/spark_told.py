"""What is said where Spark cannot count: in our words, for in those of Spark there may be anything."""

import re
import sys

from monitor.errors import CallError, EngineRefused
from monitor.texts import _


def not_installed(what: str) -> EngineRefused:
    """Something is missing beside this program; `what` says so."""
    return EngineRefused(
        what, remedy=_("Install it with `pip install 'schoolklimaat[spark]'`, or count without --engine spark.")
    )


def not_encrypted(host: str) -> EngineRefused:
    """Answers would go to another computer for everybody to read."""
    return EngineRefused(
        _("What goes to {host} would not be encrypted on its way.").format(host=host),
        remedy=_("Give the address of a server with TLS, and `;use_ssl=true` behind it."),
    )


def no_java() -> EngineRefused:
    """Java is missing, or does not start what Spark needs."""
    return EngineRefused(
        _("Spark did not start: it needs Java 17 or newer on this computer."),
        remedy=_("Install Java (on Debian: openjdk-17-jre-headless) and let JAVA_HOME point to it; or give sc://…"),
    )


def no_address(master: str) -> CallError:
    """What was given as address is none."""
    return CallError(
        _("{address} is no address for Spark.").format(address=master),
        remedy=_("Give local[2] (this computer, two cores), spark://host:port or sc://host:port."),
    )


def nobody(address: str) -> EngineRefused:
    """Nobody listens, or says a word."""
    return EngineRefused(
        _("Nobody answers at {address}; nothing was counted.").format(address=address),
        remedy=_("Check the address, and whether Spark runs there. Then give the same command again."),
    )


def not_let_in(master: str, fault: Exception) -> EngineRefused:
    """A cluster that did not let us in: for want of a secret, or because it is not there."""
    if "spark.authenticate.secret" not in str(fault):
        return nobody(master)
    return EngineRefused(
        _("The cluster at {address} has no secret in common with us.").format(address=master),
        remedy=_("Set spark.authenticate.secret to that of the cluster, in conf/spark-defaults.conf of Spark."),
    )


def failed(said: str) -> EngineRefused:
    """Why a count stopped, as far as it can be told from what Spark said."""
    remedy = _("Nothing was changed. See whether Spark still runs and has memory left, and give the command again.")
    if lacking := re.search(r"No module named '([A-Za-z_]\w*)", said):
        message = _("The computers of Spark lack the Python package {name}.").format(name=lacking[1])
        remedy = _("Have numpy, pyarrow and pydantic installed on each of them, then give the command again.")
    elif "PYTHON_VERSION_MISMATCH" in said:
        ours = ".".join(map(str, sys.version_info[:2]))
        message = _("The computers of Spark have another Python than this one, which is {version}.").format(
            version=ours
        )
        remedy = _("Have the same one installed on each of them, and let PYSPARK_PYTHON name it.")
    else:
        message = _("Spark stopped half-way.")
    return EngineRefused(message, remedy=remedy)
