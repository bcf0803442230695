"""Subjects in Spanish."""

from .wording import Wording

SPANISH = Wording(
    openers=("", "RE: ", "RV: ", "Ayuda: ", "Consulta: "),
    urgent=("URGENTE: ", "Cuanto antes - ", "¡Producción caída! ", "Crítico: "),
    contexts=("", " desde esta mañana", " otra vez", " tras la actualización", ", por favor ayuda"),
    symptoms=(
        (
            ("la factura muestra un importe erróneo", "total equivocado en la última factura"),
            ("no puedo cambiar la tarjeta de pago", "no acepta la nueva tarjeta de crédito"),
            ("NIF-IVA rechazado", "nuestro número de IVA no es válido al pagar"),
            ("solicitud de reembolso", "reembolso de licencias sin usar"),
            ("no coincide el número de usuarios", "nos cobran más puestos de los que hay"),
            ("cargo duplicado", "nos han cobrado dos veces"),
        ),
        (
            ("bucle en el acceso SAML", "el SSO vuelve siempre al inicio de sesión"),
            ("no llega el correo de contraseña", "falta el correo para restablecer la clave"),
            ("dispositivo MFA perdido", "el segundo factor estaba en el móvil viejo"),
            ("SCIM no crea usuarios", "los usuarios nuevos no llegan por SCIM"),
            ("la sesión caduca al instante", "cierra la sesión con cada clic"),
            ("administrador bloqueado", "nuestro único admin no puede entrar"),
        ),
        (
            ("webhooks con retraso", "los webhooks llegan horas tarde"),
            ("la API devuelve 429", "superamos el límite de la API"),
            ("sincronización con Salesforce parada", "los contactos ya no pasan a Salesforce"),
            ("token OAuth no válido", "la app pide permiso cada día"),
            ("enlace con Jira roto", "las incidencias de Jira no se abren"),
            ("asignación de campos perdida", "ha desaparecido el mapeo de campos"),
        ),
        (
            ("panel muy lento", "los paneles tardan un minuto"),
            ("la búsqueda agota el tiempo", "la búsqueda no da resultado y se corta"),
            ("el informe no termina nunca", "el informe mensual se queda en marcha"),
            ("latencia alta en la región", "todo va lento desde la oficina"),
            ("la página se cuelga al guardar", "guardar un registro congela la página"),
            ("error de memoria en el cliente", "el cliente de escritorio sin memoria"),
        ),
        (
            ("falla la importación CSV", "no podemos importar el archivo CSV"),
            ("faltan filas en la exportación", "la exportación sale incompleta"),
            ("codificación rota en el archivo", "los acentos salen mal tras importar"),
            ("exportación programada no enviada", "no llegó la exportación nocturna"),
            ("importación parada en el 99 %", "la importación no acaba"),
            ("formato de fecha incorrecto", "día y mes cambiados al importar"),
        ),
        (
            ("el botón no hace nada", "pulsar guardar no tiene efecto"),
            ("diseño roto en el móvil", "las columnas se solapan en el teléfono"),
            ("modo oscuro ilegible", "texto negro sobre negro"),
            ("se pierde el orden de columnas", "la tabla olvida mis columnas"),
            ("errata en el menú", "falta de ortografía en los ajustes"),
            ("arrastrar y soltar no funciona", "no puedo mover las tarjetas"),
        ),
        (
            ("cómo añadir un usuario", "agregar a una compañera al espacio"),
            ("dónde está el registro de auditoría", "busco el log de auditoría"),
            ("cómo cambiar el propietario", "pasar un proyecto a otra persona"),
            ("pregunta sobre roles", "qué puede hacer un editor"),
            ("cómo archivar un proyecto", "archivar un proyecto antiguo"),
            ("solicitud de formación", "podemos reservar un curso"),
        ),
        (
            ("servicio no disponible", "el servicio está caído"),
            ("error 503 en todas partes", "todas las páginas dan 503"),
            ("no cargan los datos", "no se ve ningún dato"),
            ("todos los usuarios afectados", "aquí nadie puede trabajar"),
            ("no se abre el espacio de trabajo", "el workspace no abre"),
            ("faltan eventos desde mediodía", "horas sin eventos nuevos"),
        ),
    ),
)
